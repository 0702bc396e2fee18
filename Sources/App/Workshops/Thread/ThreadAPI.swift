import Web

enum ThreadAPI {
    static let routes: [APIRoute] = []
}
