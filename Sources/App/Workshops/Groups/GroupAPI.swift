import Web

enum GroupAPI {
    static let routes: [APIRoute] = []
}
