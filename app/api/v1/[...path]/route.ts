import { ENDPOINTS } from '../endpoints'
import { ports } from '../frame/connect-ports'
import { createApi } from '../frame/handle-request'

export const dynamic = 'force-dynamic'

const handle = createApi(ENDPOINTS, ports)

export { handle as DELETE, handle as GET, handle as HEAD, handle as OPTIONS, handle as PATCH, handle as POST, handle as PUT }
