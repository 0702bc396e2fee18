import Domain
import Web

extension Paths {
    static let apiImports = FixedPath("/api/v1/people/imports")
    static let apiImport = PathPattern<ImportDraft.ID>("/api/v1/people/imports/:draft")
    static let apiImportAnswers = PathPattern<ImportDraft.ID>("/api/v1/people/imports/:draft/answers")
    static let apiImportRows = PathPattern<ImportDraft.ID>("/api/v1/people/imports/:draft/rows")
    static let apiImportConfirmation = PathPattern<ImportDraft.ID>("/api/v1/people/imports/:draft/confirmation")
    static let apiEventImports = PathPattern<Event.ID>("/api/v1/events/:event/imports")
    static let apiEventImport = PathPattern<Event.ID, ImportDraft.ID>("/api/v1/events/:event/imports/:draft")
    static let apiEventImportAnswers = PathPattern<Event.ID, ImportDraft.ID>(
        "/api/v1/events/:event/imports/:draft/answers")
    static let apiEventImportRows = PathPattern<Event.ID, ImportDraft.ID>("/api/v1/events/:event/imports/:draft/rows")
    static let apiEventImportConfirmation = PathPattern<Event.ID, ImportDraft.ID>(
        "/api/v1/events/:event/imports/:draft/confirmation")
    static let importTemplate = PathPattern<String>("/directory/people/import/template/:format")
    static let importDraft = PathPattern<ImportDraft.ID>("/directory/people/import/:draft")
    static let importQuestions = PathPattern<ImportDraft.ID>("/directory/people/import/:draft/questions")
    static let importConfirmation = PathPattern<ImportDraft.ID>("/directory/people/import/:draft/confirmation")
    static let importWithdrawal = PathPattern<ImportDraft.ID>("/directory/people/import/:draft/withdrawal")
    static let importLeftOut = PathPattern<ImportDraft.ID, String>("/directory/people/import/:draft/left-out/:format")
    static let eventImportTemplate = PathPattern<Event.ID, String>("/events/:event/people/import/template/:format")
    static let eventImportDraft = PathPattern<Event.ID, ImportDraft.ID>("/events/:event/people/import/:draft")
    static let eventImportQuestions = PathPattern<Event.ID, ImportDraft.ID>(
        "/events/:event/people/import/:draft/questions")
    static let eventImportConfirmation = PathPattern<Event.ID, ImportDraft.ID>(
        "/events/:event/people/import/:draft/confirmation")
    static let eventImportWithdrawal = PathPattern<Event.ID, ImportDraft.ID>(
        "/events/:event/people/import/:draft/withdrawal")
    static let eventImportLeftOut = PathPattern<Event.ID, ImportDraft.ID, String>(
        "/events/:event/people/import/:draft/left-out/:format")
}
