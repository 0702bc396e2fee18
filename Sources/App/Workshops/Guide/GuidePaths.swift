import Domain
import Web

extension Paths {
    /// The guide for its readers.
    static let guide = PathPattern<Event.ID>("/events/:event/guide")
    static let guideSection = PathPattern<Event.ID, GuideSection.ID>("/events/:event/guide/sections/:section")
    /// The builder; `?section=…&language=…` say what is written.
    static let guideLive = PathPattern<Event.ID>("/events/:event/guide/live")
    static let guideSettings = PathPattern<Event.ID>("/events/:event/guide/settings")
    static let guideLanguages = PathPattern<Event.ID>("/events/:event/guide/languages")
    static let guideSections = PathPattern<Event.ID>("/events/:event/guide/sections")
    static let guideSectionTitle = PathPattern<Event.ID, GuideSection.ID>(
        "/events/:event/guide/sections/:section/title")
    static let guideSectionMove = PathPattern<Event.ID, GuideSection.ID>("/events/:event/guide/sections/:section/move")
    static let guideSectionRemoval = PathPattern<Event.ID, GuideSection.ID>(
        "/events/:event/guide/sections/:section/removal")
    static let guideSectionRestoration = PathPattern<Event.ID, GuideSection.ID>(
        "/events/:event/guide/sections/:section/restoration")
    static let guideTranslation = PathPattern<Event.ID, GuideSection.ID>(
        "/events/:event/guide/sections/:section/translation")
    static let guidePreview = PathPattern<Event.ID, GuideSection.ID>("/events/:event/guide/sections/:section/preview")
    /// Numbers evidence, and cites it where a section is named.
    static let guideEvidence = PathPattern<Event.ID>("/events/:event/guide/evidence")

    static let apiGuide = PathPattern<Event.ID>("/api/v1/events/:event/guide")
    static let apiGuideSections = PathPattern<Event.ID>("/api/v1/events/:event/guide/sections")
    static let apiGuideText = PathPattern<Event.ID, GuideSection.ID, String>(
        "/api/v1/events/:event/guide/sections/:section/texts/:language")
    static let apiGuideEvidence = PathPattern<Event.ID>("/api/v1/events/:event/guide/evidence")

    /// The builder at a section, in a language.
    static func guideBuilder(_ event: Event.ID, section: GuideSection.ID?, language: String?) -> String {
        let query = [section.map { "section=\($0)" }, language.map { "language=\(PercentCoding.encode($0))" }]
        let text = query.compactMap { $0 }.joined(separator: "&")
        return guideBuilder(event) + (text.isEmpty ? "" : "?" + text)
    }
}
