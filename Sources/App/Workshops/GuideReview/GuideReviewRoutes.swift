import Web

enum GuideReviewRoutes {
    static let all: [Route] = []
}
