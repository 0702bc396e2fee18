import Web

enum GuideReviewAPI {
    static let routes: [APIRoute] = []
}
