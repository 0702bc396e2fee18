import Web

enum AspectAPI {
    static let routes: [APIRoute] = []
}
