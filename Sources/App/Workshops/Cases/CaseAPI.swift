import Web

enum CaseAPI {
    static let routes: [APIRoute] = []
}
