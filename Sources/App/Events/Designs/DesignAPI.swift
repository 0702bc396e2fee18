import Web

enum DesignAPI {
    static let routes: [APIRoute] = []
}
