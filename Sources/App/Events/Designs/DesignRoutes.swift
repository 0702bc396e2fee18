import Web

enum DesignRoutes {
    static let all: [Route] = []
}
