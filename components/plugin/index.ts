// What pages of plugins are made of besides components/ui: forms that run an action of the plugin, and the parts of a page.
// A form says what is wrong beside its field, in the server's words; nothing here knows which plugin it serves.
// Plugins use it, and so does the page of their settings.
export { ActionButton } from './action-button'
export { ActionDialog } from './action-dialog'
export { ActionForm, type FormField } from './action-form'
export { PluginHead, PluginSection } from './plugin-page'
