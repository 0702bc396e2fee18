import Web

enum GuideRoutes {
    static let all: [Route] = []
}
