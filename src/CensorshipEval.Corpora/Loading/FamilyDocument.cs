namespace CensorshipEval.Corpora;

/// <summary>A family as its file gives it: what could be read, what could not, and where everything stands.</summary>
/// <param name="Family">The family, with empty values in the place of what could not be read.</param>
/// <param name="Text">The file.</param>
/// <param name="Errors">What is wrong with its form.</param>
/// <param name="BrokenPaths">The fields whose value in <paramref name="Family"/> is not the file's; nothing can be said of their meaning.</param>
internal sealed record FamilyDocument(PromptFamily Family, JsonText Text, IReadOnlyList<InputError> Errors, IReadOnlyList<string> BrokenPaths);
