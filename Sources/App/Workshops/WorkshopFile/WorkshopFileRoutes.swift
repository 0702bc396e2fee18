import Web

enum WorkshopFileRoutes {
    static let all: [Route] = []
}
