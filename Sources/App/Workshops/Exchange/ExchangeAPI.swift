import Web

enum ExchangeAPI {
    static let routes: [APIRoute] = []
}
