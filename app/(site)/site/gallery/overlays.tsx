'use client'
import { useState } from 'react'
import { Button } from '@/components/ui'
import { DangerDialog } from '@/components/ui/danger-dialog'
import { Dialog } from '@/components/ui/dialog'
import { Menu } from '@/components/ui/menu'
import { Popover } from '@/components/ui/popover'
import { toast } from '@/components/ui/toast'
import { Tooltip } from '@/components/ui/tooltip'
import { Specimen } from './specimen'

/** What stands above the page until it is answered or put away. */
export function Overlays() {
  const [opened, setOpened] = useState<'dialog' | 'danger'>()
  const close = () => setOpened(undefined)
  return (
    <Specimen name="Dialogs, menus, popovers, tooltips and toasts">
      <Button onClick={() => setOpened('dialog')}>Dialog</Button>
      <Button variant="danger-quiet" onClick={() => setOpened('danger')}>
        Dangerous dialog
      </Button>
      <Menu
        trigger={<Button iconEnd="chevron-down">Menu</Button>}
        align="start"
        items={[
          { kind: 'title', label: 'Person' },
          { label: 'Change', icon: 'pencil', onSelect: () => toast('Changed') },
          { label: 'Chosen', isChecked: true, onSelect: () => toast('Chosen') },
          { label: 'Not now', isDisabled: true },
          { kind: 'line' },
          { label: 'Remove', icon: 'x', isDanger: true, onSelect: () => toast('Removed') },
        ]}
      />
      <Popover label="Columns" trigger={<Button>Popover</Button>}>
        <p className="p-4">Anything may stand here.</p>
      </Popover>
      <Tooltip text="What this does">
        <Button>Tooltip</Button>
      </Tooltip>
      <Button onClick={() => toast('Saved', { undo: { label: 'Undo', run: () => toast('As it was') } })}>Toast</Button>
      <Dialog
        isOpen={opened === 'dialog'}
        onClose={close}
        title="Change the team"
        description="From the first of next month."
        footer={
          <>
            <span className="flex-1" />
            <Button onClick={close}>Cancel</Button>
            <Button variant="solid" onClick={close}>
              Change
            </Button>
          </>
        }
      >
        <p>What is asked stands here.</p>
      </Dialog>
      <DangerDialog
        isOpen={opened === 'danger'}
        onClose={close}
        title="Remove sumac?"
        consequences={['107 people and their pay go.', 'Nobody can bring them back.']}
        confirmWith="sumac"
        words={{ confirm: 'Remove sumac', cancel: 'Cancel', typeToConfirm: 'Type sumac to confirm' }}
        onConfirm={async () => undefined}
      />
    </Specimen>
  )
}
