-- For wrk: sends the requests of a file, one after the other and round again; NUL stands after each.
local requests, at = {}, 0

function init(words)
    for text in io.open(words[1], "rb"):read("*a"):gmatch("([^%z]+)%z") do requests[#requests + 1] = text end
end

function request()
    at = at % #requests + 1
    return requests[at]
end
