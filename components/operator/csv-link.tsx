import { buttonClass, Icon } from '@/components/ui'

/** Downloads the list as it is filtered, all its pages. */
export function CsvLink({ href, label }: { href: string; label: string }) {
  return (
    <a className={buttonClass({ size: 'sm' })} href={href} download>
      <Icon name="download" size="s" />
      {label}
    </a>
  )
}
