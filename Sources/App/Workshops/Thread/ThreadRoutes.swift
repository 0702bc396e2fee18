import Web

enum ThreadRoutes {
    static let all: [Route] = []
}
