import Web

enum OutlineRoutes {
    static let all: [Route] = []
}
