import Web

enum EnvisionRoutes {
    static let all: [Route] = []
}
