# A small JSON printer: 15 significant digits, NA and infinities are null, I(x) is an array even when it has one element.
json <- function(x) {
  if (is.null(x)) return("null")
  if (is.list(x)) {
    values <- vapply(x, json, "")
    if (is.null(names(x))) return(paste0("[", paste(values, collapse = ", "), "]"))
    return(paste0("{", paste0('"', names(x), '": ', values, collapse = ", "), "}"))
  }
  text <- if (is.character(x)) ifelse(is.na(x), "null", paste0('"', gsub('(["\\\\])', "\\\\\\1", x), '"'))
    else if (is.logical(x)) ifelse(is.na(x), "null", ifelse(x, "true", "false"))
    else ifelse(is.finite(x), sub("e+", "e", trimws(formatC(as.numeric(x), digits = 15, format = "g")), fixed = TRUE), "null")
  if (inherits(x, "AsIs") || length(x) != 1) paste0("[", paste(text, collapse = ", "), "]") else text
}

cases <- list()
case <- function(name, inputs, expected) cases[[length(cases) + 1]] <<- list(name = name, inputs = inputs, expected = expected)
emit <- function(topic) {
  stopifnot(!anyDuplicated(vapply(cases, function(one) one$name, "")))
  cat('{\n  "topic": "', topic, '",\n  "cases": [\n', paste0("    ", vapply(cases, json, ""), collapse = ",\n"), "\n  ]\n}\n", sep = "")
}
