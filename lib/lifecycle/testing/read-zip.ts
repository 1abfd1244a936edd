import { inflateRawSync } from 'node:zlib'

/** The entries of a small zip, by its central directory: what an ordinary tool would see. */
export function readZip(zip: Buffer): Map<string, Buffer> {
  const entries = new Map<string, Buffer>()
  let at = zip.readUInt32LE(zip.lastIndexOf(Buffer.from('PK\x05\x06')) + 16)
  while (zip.readUInt32LE(at) === 0x02014b50) {
    const [size, nameLength, extraLength, commentLength] = [zip.readUInt32LE(at + 20), ...[28, 30, 32].map((o) => zip.readUInt16LE(at + o))]
    const name = zip.subarray(at + 46, at + 46 + nameLength!).toString()
    const local = zip.readUInt32LE(at + 42)
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const data = zip.subarray(start, start + size!)
    entries.set(name, zip.readUInt16LE(at + 10) === 0 ? data : inflateRawSync(data))
    at += 46 + nameLength! + extraLength! + commentLength!
  }
  return entries
}
