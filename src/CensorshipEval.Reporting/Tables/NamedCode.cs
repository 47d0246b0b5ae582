namespace CensorshipEval.Reporting.Tables;

/// <summary>A value with a name of its own: files hold the code, people read the name.</summary>
/// <param name="Code">As a machine reads it, such as <c>zh-Hans</c>.</param>
/// <param name="Name">As people read it, such as <c>Chinese (simplified)</c>.</param>
internal sealed record NamedCode(string Code, string Name);
