export default function SitePage() {
  return (
    <main className="page">
      <h1>Rowhouse</h1>
    </main>
  )
}
