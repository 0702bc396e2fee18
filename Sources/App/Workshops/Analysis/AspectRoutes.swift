import Web

enum AspectRoutes {
    static let all: [Route] = []
}
