import Web

enum GroupRoutes {
    static let all: [Route] = []
}
