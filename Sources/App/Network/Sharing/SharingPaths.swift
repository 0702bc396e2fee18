import Domain
import Web

extension Paths {
    /// What members of a programme share: notices, questions, needs, information routes.
    static let sharing = PathPattern<Programme.ID>("/programmes/:programme/sharing")

    static let notices = PathPattern<Programme.ID>("/programmes/:programme/notices")
    static let newNotice = PathPattern<Programme.ID>("/programmes/:programme/notices/new")
    static let notice = PathPattern<Programme.ID, Notice.ID>("/programmes/:programme/notices/:notice")
    static let noticeEditing = PathPattern<Programme.ID, Notice.ID>("/programmes/:programme/notices/:notice/edit")
    static let noticeAnswers = PathPattern<Programme.ID, Notice.ID>("/programmes/:programme/notices/:notice/answers")
    static let noticeWithdrawal = PathPattern<Programme.ID, Notice.ID>(
        "/programmes/:programme/notices/:notice/withdrawal")
    static let noticeEnding = PathPattern<Programme.ID, Notice.ID>("/programmes/:programme/notices/:notice/ending")

    static let sharedNeeds = PathPattern<Programme.ID>("/programmes/:programme/needs")
    static let newSharedNeed = PathPattern<Programme.ID>("/programmes/:programme/needs/new")
    static let sharedNeed = PathPattern<Programme.ID, SharedNeed.ID>("/programmes/:programme/needs/:common")
    static let sharedNeedEditing = PathPattern<Programme.ID, SharedNeed.ID>("/programmes/:programme/needs/:common/edit")
    static let sharedNeedNaming = PathPattern<Programme.ID, SharedNeed.ID>(
        "/programmes/:programme/needs/:common/naming")
    static let sharedNeedUnnaming = PathPattern<Programme.ID, SharedNeed.ID>(
        "/programmes/:programme/needs/:common/naming/removal")
    static let sharedNeedStudy = PathPattern<Programme.ID, SharedNeed.ID>("/programmes/:programme/needs/:common/study")
    static let sharedNeedClosing = PathPattern<Programme.ID, SharedNeed.ID>(
        "/programmes/:programme/needs/:common/closing")
    static let sharedNeedWithdrawal = PathPattern<Programme.ID, SharedNeed.ID>(
        "/programmes/:programme/needs/:common/withdrawal")

    static let apiAllNeeds = FixedPath("/api/v1/needs")
    static let apiNeeds = PathPattern<Programme.ID>("/api/v1/programmes/:programme/needs")
    static let apiNeed = PathPattern<Programme.ID, SharedNeed.ID>("/api/v1/programmes/:programme/needs/:common")
    static let apiNeedNaming = PathPattern<Programme.ID, SharedNeed.ID>(
        "/api/v1/programmes/:programme/needs/:common/naming")
    static let apiNeedUnnaming = PathPattern<Programme.ID, SharedNeed.ID>(
        "/api/v1/programmes/:programme/needs/:common/naming/removal")
    static let apiNeedState = PathPattern<Programme.ID, SharedNeed.ID>(
        "/api/v1/programmes/:programme/needs/:common/state")
    static let apiAllNotices = FixedPath("/api/v1/notices")
    static let apiNotices = PathPattern<Programme.ID>("/api/v1/programmes/:programme/notices")
    static let apiNotice = PathPattern<Programme.ID, Notice.ID>("/api/v1/programmes/:programme/notices/:notice")
    static let apiNoticeAnswers = PathPattern<Programme.ID, Notice.ID>(
        "/api/v1/programmes/:programme/notices/:notice/answers")
    static let apiNoticeEnding = PathPattern<Programme.ID, Notice.ID>(
        "/api/v1/programmes/:programme/notices/:notice/ending")
    static let apiNeedWithdrawal = PathPattern<Programme.ID, SharedNeed.ID>(
        "/api/v1/programmes/:programme/needs/:common/withdrawal")
    static let apiNoticeWithdrawal = PathPattern<Programme.ID, Notice.ID>(
        "/api/v1/programmes/:programme/notices/:notice/withdrawal")
}
