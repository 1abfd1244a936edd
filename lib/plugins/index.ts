// The host of plugins: which of them a tenant has, and the capabilities that each is handed when it answers.
// A plugin that is off for a tenant answers as if it had never been built, and one that is on reaches its own tables and no others.
// Pages, handlers and actions call it with a plugin of plugins/registry.ts; plugins themselves see lib/plugin-kit alone.
export { configurePlugin } from './configure-plugin'
export { installPlugin } from './install-plugin'
export { findInstallation, type Installation, isAllowed, isPluginOpen, listInstallations } from './installations'
export { matchPath } from './match-path'
export { openPluginScope, type PluginVisit, readSettings } from './open-plugin-scope'
export { pluginWords } from './plugin-translator'
export { removePlugin } from './remove-plugin'
export { runPluginAction } from './run-plugin-action'
export { type SettingField, settingFields } from './setting-fields'
export { switchPlugin } from './switch-plugin'
