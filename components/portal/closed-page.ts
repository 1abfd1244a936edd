import { Html, html } from '@/components/ui/html'
import { ICONS } from '@/components/ui/icon-drawings'
import { markSvg } from '@/components/ui/mark'

type Props = {
  locale: string
  mode: string
  /** Checked value by value by lib/portal themeCss. */
  css: string
  /** Left out where nothing can be loaded: then the system's own font serves. */
  fontUrl?: string
  seconds: number
  brand: { name: string; mark: string; colours: Readonly<Record<string, string>>; logoUrl?: string; logoDarkUrl?: string; iconUrl?: string }
  title: string
  paragraphs: string[]
  icon: 'moon' | 'cloud-off'
  check: string
  since?: string
  language?: { locale: string; name: string; action: string; next: string }
  path: string
}

const STYLE =
  new Html(`*{box-sizing:border-box}body{margin:0;min-height:100vh;display:flex;flex-direction:column;background:var(--surface);color:var(--ink);font:400 14px/23px Own,var(--font)}
:lang(ko){word-break:keep-all}header,footer{display:flex;align-items:center;gap:10px;padding:24px 32px}header{font-weight:600;font-size:15px}header svg,header img{height:28px;min-width:28px;max-width:112px;border-radius:7px;object-fit:contain}header svg{width:28px}.dark{display:none}:root[data-mode=dark] .light{display:none}:root[data-mode=dark] .dark{display:block}@media(prefers-color-scheme:dark){:root[data-mode=system] .light{display:none}:root[data-mode=system] .dark{display:block}}
main{margin:auto;width:min(440px,100% - 40px);padding-bottom:40px}.icon{width:44px;height:44px;border-radius:12px;background:var(--tint2);color:var(--btext);display:grid;place-items:center;margin-bottom:20px}
h1{margin:0 0 8px;font-size:26px;line-height:35px;font-weight:600;letter-spacing:-.022em}p{margin:0 0 8px;color:var(--ink2)}
.button{display:inline-flex;align-items:center;height:40px;margin-top:16px;padding:0 16px;border:1px solid var(--solidedge);border-radius:var(--r-s);background:var(--solid);color:var(--onsolid);font-weight:500;text-decoration:none}
:focus-visible{outline:2px solid var(--btext);outline-offset:2px}footer{justify-content:space-between;color:var(--ink3);font-size:12px;line-height:18px}footer button{border:0;background:none;color:inherit;font:inherit;cursor:pointer;padding:0}
@media(max-width:720px){header,footer{padding:24px 20px}}`)

/** A whole document without script, for when no page can be had: it asks again by itself, and its button is a link to the same address. */
export function closedPage({
  locale,
  mode,
  css,
  fontUrl,
  seconds,
  brand,
  title,
  paragraphs,
  icon,
  check,
  since,
  language,
  path,
}: Props): string {
  const { solid = '#1d2026', onsolid = '#ffffff' } = brand.colours
  const { logoUrl, logoDarkUrl = logoUrl } = brand
  const mark = logoUrl
    ? html`<img class="light" src="${logoUrl}" alt=""><img class="dark" src="${logoDarkUrl}" alt="">`
    : new Html(markSvg(brand.mark, brand.name, { solid, onsolid }))
  const font =
    fontUrl &&
    html`@font-face{font-family:Own;font-weight:100 900;font-display:swap;src:url(${fontUrl}) format("woff2");unicode-range:U+0-2FF,U+2000-22FF}`
  const page = html`<!doctype html>
<html lang="${locale}" data-mode="${mode}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><meta http-equiv="refresh" content="${seconds}"><title>${title} · ${brand.name}</title>${brand.iconUrl && html`<link rel="icon" href="${brand.iconUrl}">`}<style>${new Html(css)}${STYLE}${font}</style></head>
<body><header>${mark}<span>${brand.name}</span></header>
<main><div class="icon"><svg width="20" height="20" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${new Html(ICONS[icon])}</svg></div><h1>${title}</h1>${paragraphs.map((text) => html`<p>${text}</p>`)}<a class="button" href="${path}">${check}</a></main>
<footer><span>${since}</span>${language && html`<form method="post" action="${language.action}"><input type="hidden" name="next" value="${language.next}"><button name="locale" value="${language.locale}" lang="${language.locale}">${language.name}</button></form>`}</footer></body></html>`
  return page.text
}
