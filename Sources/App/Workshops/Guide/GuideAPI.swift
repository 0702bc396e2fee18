import Web

enum GuideAPI {
    static let routes: [APIRoute] = []
}
