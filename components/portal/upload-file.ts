/** Sends a file as the body of a request and tells how far it is. fetch cannot say that yet. */
export function uploadFile(url: string, file: File, onShare: (share: number) => void): Promise<{ fileId: string }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `${url}?name=${encodeURIComponent(file.name)}`)
    request.setRequestHeader('content-type', 'text/csv')
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => onShare(total > 0 ? loaded / total : 0)
    request.onerror = () => reject(new Error('the connection broke off'))
    request.onload = () =>
      request.status < 300 ? resolve(request.response as { fileId: string }) : reject(new Error(`refused with ${request.status}`))
    request.send(file)
  })
}
