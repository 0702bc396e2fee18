import Domain
import Web

extension Paths {
    static let cities = FixedPath("/directory/cities")
    static let newCity = FixedPath("/directory/cities/new")
    static let cityEditing = PathPattern<City.ID>("/directory/cities/:city")
    static let cityRetirement = PathPattern<City.ID>("/directory/cities/:city/retirement")
    static let cityReturn = PathPattern<City.ID>("/directory/cities/:city/return")
    /// Of Network/Members; what is missing there is added in the directory, and leads back.
    static let newProgrammeMember = PathPattern<Programme.ID>("/programmes/:programme/members/new")
    static let apiCities = FixedPath("/api/v1/cities")
    static let apiCity = PathPattern<City.ID>("/api/v1/cities/:city")
    static let apiCityRetirement = PathPattern<City.ID>("/api/v1/cities/:city/retirement")
}
