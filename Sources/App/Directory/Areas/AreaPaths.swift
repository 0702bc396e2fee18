import Domain
import Web

extension Paths {
    static let areas = FixedPath("/directory/areas")
    static let newArea = FixedPath("/directory/areas/new")
    static let area = PathPattern<Area.ID>("/directory/areas/:area")
    static let areaRetirement = PathPattern<Area.ID>("/directory/areas/:area/retirement")
    static let areaReturn = PathPattern<Area.ID>("/directory/areas/:area/return")
    static let areaImport = FixedPath("/directory/areas/import")
    static let areaExport = PathPattern<String>("/directory/areas/export/:format")
    static let apiAreas = FixedPath("/api/v1/areas")
    static let apiAreaFile = FixedPath("/api/v1/area-file")
    static let apiArea = PathPattern<Area.ID>("/api/v1/areas/:area")
    static let apiAreaRetirement = PathPattern<Area.ID>("/api/v1/areas/:area/retirement")
}
