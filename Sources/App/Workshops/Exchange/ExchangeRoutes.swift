import Web

enum ExchangeRoutes {
    static let all: [Route] = []
}
