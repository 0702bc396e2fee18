import Web

enum OutlineAPI {
    static let routes: [APIRoute] = []
}
