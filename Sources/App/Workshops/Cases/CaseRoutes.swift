import Web

enum CaseRoutes {
    static let all: [Route] = []
}
