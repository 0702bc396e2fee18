import Web

enum CardRoutes {
    static let all: [Route] = []
}
