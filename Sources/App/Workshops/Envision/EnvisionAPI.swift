import Web

enum EnvisionAPI {
    static let routes: [APIRoute] = []
}
