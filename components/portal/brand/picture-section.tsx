'use client'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/panel'
import type { BrandFields, BrandSlot, Change } from './brand-types'
import { useBrandWords } from './words'

const KIND: Record<BrandSlot, string> = { logo: 'logo', logoDark: 'logo', icon: 'icon', iconDark: 'icon', picture: 'picture' }

type Props = { fields: BrandFields; slots: BrandSlot[]; uploadUrl: string; change: Change }

/** Five places for pictures. A file is checked and re-encoded by the server before it shows here. */
export function PictureSection({ fields, slots, uploadUrl, change }: Props) {
  const t = useBrandWords()
  const [busy, setBusy] = useState<BrandSlot>()
  const [failure, setFailure] = useState<string>()
  const put = (slot: BrandSlot, id: string | null) => change({ images: { ...fields.images, [slot]: id } })

  async function upload(slot: BrandSlot, file: File | undefined) {
    if (!file) return
    setBusy(slot)
    setFailure(undefined)
    try {
      const response = await fetch(`${uploadUrl}?kind=${KIND[slot]}`, {
        method: 'POST',
        body: file,
        headers: { 'content-type': 'application/octet-stream' },
      })
      const answer = (await response.json()) as { id?: string; message?: string }
      if (response.ok && answer.id) put(slot, answer.id)
      else setFailure(answer.message ?? t('errors.upload'))
    } catch {
      setFailure(t('errors.upload'))
    }
    setBusy(undefined)
  }

  return (
    <section>
      <h2>{t('pictures')}</h2>
      <p className="help">{t('imageHelp')}</p>
      {failure && <Notice tone="bad">{failure}</Notice>}
      <div className="studio-slots">
        {slots.map((slot) => {
          const id = fields.images[slot]
          return (
            <div key={slot} className="studio-slot" data-slot={slot}>
              {/* biome-ignore lint/performance/noImgElement: re-encoded by us, immutable */}
              <div className="studio-slot-picture">{id && <img src={`/brand/images/${id}`} alt="" />}</div>
              <span className="studio-slot-name">{t(`slots.${slot}`)}</span>
              <span className="row gap-1">
                <label className="btn btn-sm" aria-busy={busy === slot || undefined}>
                  {id ? t('replace') : t('upload')}
                  <input
                    type="file"
                    className="sr-only"
                    accept="image/png,image/jpeg,image/webp"
                    aria-label={`${t(`slots.${slot}`)}: ${id ? t('replace') : t('upload')}`}
                    onChange={(event) => {
                      void upload(slot, event.target.files?.[0])
                      event.target.value = ''
                    }}
                  />
                </label>
                {id && (
                  <Button variant="ghost" size="sm" aria-label={`${t(`slots.${slot}`)}: ${t('remove')}`} onClick={() => put(slot, null)}>
                    {t('remove')}
                  </Button>
                )}
              </span>
            </div>
          )
        })}
      </div>
    </section>
  )
}
