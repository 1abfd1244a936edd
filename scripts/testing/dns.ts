import { createSocket } from 'node:dgram'
import { once } from 'node:events'

export type Zone = Map<string, { txt?: string[]; a?: string[]; cname?: string }>
const TYPES = { a: 1, cname: 5, txt: 16 } as const

/** As much of a name server as a test needs, on this machine: what `zone` holds at the moment of the question. While `isBroken` it says that it cannot tell. */
export async function startDns(zone: Zone) {
  const socket = createSocket('udp4')
  const state = { isBroken: false, asked: [] as string[] }
  socket.on('message', (question, from) => {
    const { name, type, end } = readQuestion(question)
    state.asked.push(name)
    const found = zone.get(name)
    const records = found && !state.isBroken ? recordsOf(found, type) : []
    const head = Buffer.from(question.subarray(0, 12))
    head.writeUInt16BE(state.isBroken ? 0x8182 : found ? 0x8180 : 0x8183, 2) // SERVFAIL, or NXDOMAIN for a name that the zone does not know
    head.writeUInt16BE(records.length, 6)
    head.writeUInt32BE(0, 8)
    socket.send(Buffer.concat([head, question.subarray(12, end), ...records]), from.port, from.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return {
    address: `127.0.0.1:${socket.address().port}`,
    state,
    close: () => new Promise<void>((resolve) => socket.close(() => resolve())),
  }
}

function readQuestion(message: Buffer) {
  const labels: string[] = []
  let at = 12
  while (message[at]) {
    labels.push(message.toString('latin1', at + 1, at + 1 + message[at]!))
    at += message[at]! + 1
  }
  return { name: labels.join('.').toLowerCase(), type: message.readUInt16BE(at + 1), end: at + 5 }
}

function recordsOf({ txt = [], a = [], cname }: { txt?: string[]; a?: string[]; cname?: string }, type: number): Buffer[] {
  if (type === TYPES.txt) return txt.map((text) => record(type, Buffer.concat(pieces(text))))
  if (type === TYPES.a) return a.map((address) => record(type, Buffer.from(address.split('.').map(Number))))
  return type === TYPES.cname && cname ? [record(type, nameOf(cname))] : []
}

/** Behind a pointer to the name that was asked for. */
function record(type: number, data: Buffer): Buffer {
  const head = Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 1, 0, 0])
  head.writeUInt16BE(data.length, 10)
  return Buffer.concat([head, data])
}

const nameOf = (name: string) =>
  Buffer.concat([...name.split('.').map((label) => Buffer.from([label.length, ...Buffer.from(label)])), Buffer.from([0])])
/** A text of more than 255 bytes comes in several. */
const pieces = (text: string) => (text.match(/.{1,200}/g) ?? ['']).map((piece) => Buffer.from([piece.length, ...Buffer.from(piece)]))
