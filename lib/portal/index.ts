// What makes the portal the tenant's own: theme from one brand colour, logo, language, and how dates, names and money are written.
// A brand colour never makes text unreadable and never brings CSS of its own: values are checked when stored and again when printed.
// Pages, mails, the worker and the back office call it; of a tenant's data it reads the audit trail alone, for webhooks/.
export { BRAND_SLOTS, BrandFields, type BrandSlot, FONT_KEYS, HexColour, RADII } from './brand.schema'
export { BRAND_PAIRS, type BrandCheck, checkBrand, requireReadable } from './check-brand'
export { type ContrastCheck, checkBrandColour } from './check-branding'
export { type Choice, countryOptions, currencyOptions, nameOf } from './choices'
export { contrast, type Hex, isHex } from './colour'
export { brandScale, computeTheme, type OwnColours, THEME_ROLES, type Theme, type ThemeColours, type ThemeRole } from './compute-theme'
export { FONTS, type FontKey, fontFamily, fontUrl } from './fonts'
export {
  formatBytes,
  formatChange,
  formatDate,
  formatDateLong,
  formatDay,
  formatMoment,
  formatMoney,
  formatMoneyShort,
  formatNumber,
  formatShare,
  formatWeekday,
  fullName,
  tenure,
} from './format'
export type { Messages, Namespace } from './messages'
export { LOCALE_COOKIE, MODE_COOKIE, MODES, type Mode, pickLocale, pickMode } from './preferences'
export { IMAGE_KINDS, IMAGE_UPLOAD_BYTES_MAX, type ImageKind, type ReencodedImage, reencodeImage } from './reencode-image'
export { themeCss } from './theme-css'
export { INTL_LOCALE, LANGUAGES, type Translator, translator } from './translator'
export {
  createWebhook,
  type DeliveryView,
  deleteWebhook,
  deliverEvent,
  EVENT_TYPES,
  type EventType,
  listDeliveries,
  listWebhooks,
  noteHandedOver,
  relayEvents,
  replayDelivery,
  resealWebhookSecrets,
  rotateWebhookSecret,
  sendTestEvent,
  updateWebhook,
  WebhookChange,
  WebhookInput,
  type WebhookView,
} from './webhooks'
