import Domain
import Web

extension Paths {
    static let materials = PathPattern<Event.ID>("/events/:event/materials")
    static let newMaterial = PathPattern<Event.ID>("/events/:event/materials/new")
    static let material = PathPattern<Event.ID, Material.ID>("/events/:event/materials/:material")
    static let materialEditing = PathPattern<Event.ID, Material.ID>("/events/:event/materials/:material/edit")
    /// The newest file, always at the same address.
    static let materialFile = PathPattern<Event.ID, Material.ID>("/events/:event/materials/:material/file")
    static let materialFiles = PathPattern<Event.ID, Material.ID>("/events/:event/materials/:material/files")
    static let materialRelease = PathPattern<Event.ID, Material.ID>("/events/:event/materials/:material/release")
    static let materialWithdrawal = PathPattern<Event.ID, Material.ID>("/events/:event/materials/:material/withdrawal")
    static let materialRemoval = PathPattern<Event.ID, Material.ID>("/events/:event/materials/:material/removal")
    static let apiMaterials = PathPattern<Event.ID>("/api/v1/events/:event/materials")
    static let apiMaterial = PathPattern<Event.ID, Material.ID>("/api/v1/events/:event/materials/:material")
    static let apiMaterialFile = PathPattern<Event.ID, Material.ID>("/api/v1/events/:event/materials/:material/file")
    static let apiMaterialFiles = PathPattern<Event.ID, Material.ID>("/api/v1/events/:event/materials/:material/files")
    static let apiMaterialRelease = PathPattern<Event.ID, Material.ID>(
        "/api/v1/events/:event/materials/:material/release")
    static let apiMaterialWithdrawal = PathPattern<Event.ID, Material.ID>(
        "/api/v1/events/:event/materials/:material/withdrawal")
    static let apiMaterialFetches = PathPattern<Event.ID, Material.ID>(
        "/api/v1/events/:event/materials/:material/fetches")
}
