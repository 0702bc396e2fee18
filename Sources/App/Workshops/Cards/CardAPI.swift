import Web

enum CardAPI {
    static let routes: [APIRoute] = []
}
