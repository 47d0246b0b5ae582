using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace CensorshipEval.Samples.Audit;

/// <summary>How the values of options are read, and told when they cannot be.</summary>
internal static class OptionValues
{
    public static Option<string[]> List(string name, string example, string description) =>
        new(name) { HelpName = example, Description = description, AllowMultipleArgumentsPerToken = true };

    public static Option<int?> Number(string name, int least, int most, string description) => new(name)
    {
        HelpName = "N",
        Description = description,
        CustomParser = result =>
        {
            string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, null, out int number) && number >= least && number <= most) return number;
            string range = most == int.MaxValue ? (least == int.MinValue ? "a whole number" : $"a whole number of at least {least}") : $"a whole number from {least} to {most}";
            result.AddError($"{name}: found '{text}'; expected {range}");
            return null;
        },
    };

    public static Option<decimal?> Real(string name, decimal least, decimal most, string description, string unit = "X") => new(name)
    {
        HelpName = unit,
        Description = description,
        CustomParser = result =>
        {
            string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number) && number >= least && number <= most) return number;
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name}: found '{text}'; expected a number from {least} to {most}"));
            return null;
        },
    };

    public delegate bool Reader<T>(string text, out T value);

    public static List<T> Values<T>(ParseResult result, Option<string[]> option, List<InputError> errors, string expected, Reader<T> read)
    {
        var values = new List<T>();
        foreach (string text in (result.GetValue(option) ?? []).SelectMany(static text => text.Split(',', StringSplitOptions.TrimEntries)))
        {
            if (read(text, out T value)) values.Add(value);
            else errors.Add(new InputError(option.Name, null, null, $"'{VisibleText.Of(text)}'", expected));
        }

        return values;
    }

    public static string? Text(ParseResult result, Option<string> option, List<InputError> errors)
    {
        string? text = result.GetValue(option);
        if (text is not null && string.IsNullOrWhiteSpace(text)) errors.Add(new InputError(option.Name, null, null, "nothing", "a value"));
        return text;
    }

    // Found out before the run rather than after it. A folder that another option makes need not be there yet.
    public static string? OutputFile(ParseResult result, Option<string> option, List<InputError> errors, string? made = null)
    {
        string? path = Text(result, option, errors);
        if (string.IsNullOrWhiteSpace(path)) return path;
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "";
        if (Directory.Exists(path)) errors.Add(new InputError(option.Name, null, null, $"the folder '{VisibleText.Of(path)}'", "a file"));
        else if (!Directory.Exists(folder) && (string.IsNullOrWhiteSpace(made) || folder != Path.TrimEndingDirectorySeparator(Path.GetFullPath(made)))) errors.Add(new InputError(option.Name, null, null, $"no folder '{VisibleText.Of(folder)}'", "a file in a folder that exists"));
        return path;
    }

    public static string? OutputFolder(ParseResult result, Option<string> option, List<InputError> errors)
    {
        string? path = Text(result, option, errors);
        if (!string.IsNullOrWhiteSpace(path) && File.Exists(path)) errors.Add(new InputError(option.Name, null, null, $"the file '{VisibleText.Of(path)}'", "a folder, which is made where there is none"));
        return path;
    }
}
