import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { IMAGE_UPLOAD_BYTES_MAX, reencodeImage } from './reencode-image'

const flat = (width: number, height: number) => sharp({ create: { width, height, channels: 4, background: '#0f6b66' } })
const noise = (side: number) => {
  const pixels = Buffer.alloc(side * side * 3)
  for (let at = 0; at < pixels.length; at++) pixels[at] = (at * 2_654_435_761) >>> 24
  return sharp(pixels, { raw: { width: side, height: side, channels: 3 } })
}

/** A PNG that says it is `side` x `side` and holds that many zero bytes: a few KB that unfold to gigabytes. */
function bomb(side: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const out = Buffer.alloc(body.length + 8)
    out.writeUInt32BE(data.length, 0)
    body.copy(out, 4)
    out.writeUInt32BE(crc(body), body.length + 4)
    return out
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head.set([8, 0, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(1_000_000))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
function crc(bytes: Buffer): number {
  let value = ~0
  for (const byte of bytes) {
    value ^= byte
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0)
  }
  return ~value >>> 0
}

test.each(['png', 'jpeg', 'webp'] as const)('a %s becomes a small PNG', async (kind) => {
  const { content: logo, contentType } = await reencodeImage(await flat(1200, 600).toFormat(kind).toBuffer(), 'logo')
  const { format, width, height } = await sharp(logo).metadata()
  expect({ format, width, height, contentType }).toEqual({ format: 'png', width: 512, height: 256, contentType: 'image/png' })
  expect(logo.byteLength).toBeLessThanOrEqual(64 * 1024)
})

test('a picture full of detail gets smaller until it fits', async () => {
  const { content: logo } = await reencodeImage(await noise(512).png().toBuffer(), 'logo')
  expect(logo.byteLength).toBeLessThanOrEqual(64 * 1024)
})

test('nothing of the uploaded file is left but the picture', async () => {
  const tail = Buffer.from('<script>alert(1)</script>')
  const upload = Buffer.concat([
    await flat(64, 64)
      .withExif({ IFD0: { Copyright: 'SECRET-NOTE' } })
      .jpeg()
      .toBuffer(),
    tail,
  ])
  const { content: logo } = await reencodeImage(upload, 'logo')
  expect(logo.includes('script')).toBe(false)
  expect(logo.includes('SECRET-NOTE')).toBe(false)
  expect((await sharp(logo).metadata()).exif).toBeUndefined()
})

test.each([
  ['svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
  ['svg behind xml', '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>'],
  ['gif', 'GIF89a\u0001\u0000\u0001\u0000'],
  ['html', '<!doctype html><html></html>'],
  ['nothing', ''],
])('%s is refused by its first bytes', async (_, text) => {
  await expect(reencodeImage(Buffer.from(text, 'latin1'), 'logo')).rejects.toMatchObject({ code: 'unsupported_media' })
})

test('a picture that unfolds to gigabytes is refused before it does', async () => {
  const before = process.memoryUsage().rss
  await expect(reencodeImage(bomb(50_000), 'logo')).rejects.toMatchObject({ code: 'invalid_input' })
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024)
})

test('a broken picture says what to do', async () => {
  const whole = await noise(64).png().toBuffer()
  await expect(reencodeImage(whole.subarray(0, whole.length / 2), 'logo')).rejects.toMatchObject({
    code: 'invalid_input',
    message: /Export it again/,
  })
})

test('an upload above 4 MB is not even looked at', async () => {
  await expect(reencodeImage(new Uint8Array(IMAGE_UPLOAD_BYTES_MAX + 1), 'logo')).rejects.toMatchObject({ code: 'too_large' })
})

test('each place has its own size and kind of file', async () => {
  const upload = await flat(3000, 2000).png().toBuffer()
  const made = await Promise.all((['logo', 'icon', 'picture'] as const).map((kind) => reencodeImage(upload, kind)))
  expect(made.map(({ contentType, width, height }) => ({ contentType, width, height }))).toEqual([
    { contentType: 'image/png', width: 512, height: 341 },
    { contentType: 'image/png', width: 128, height: 85 },
    { contentType: 'image/jpeg', width: 1800, height: 1200 },
  ])
  const large = await reencodeImage(await noise(1500).png().toBuffer(), 'picture')
  expect(large.content.byteLength).toBeLessThanOrEqual(400 * 1024)
})
