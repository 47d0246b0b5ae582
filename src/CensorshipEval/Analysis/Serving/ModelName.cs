using System.Buffers;

namespace CensorshipEval.Analysis;

/// <summary>Compares the name of a model that answered with the name that was asked for.</summary>
internal static class ModelName
{
    // Tags that name no other weights: Ollama's default, and the routes of OpenRouter.
    private static readonly string[] NeutralTags = ["latest", "free", "nitro", "floor", "exacto"];

    private static readonly string[] WeightFiles = [".gguf", ".ggml", ".safetensors", ".bin", ".onnx"];

    private static readonly SearchValues<char> Separators = SearchValues.Create("/\\");

    public static ModelNameMatch Compare(string asked, string answered)
    {
        string from = Canonical(asked);
        string to = Canonical(answered);
        if (from == to) return ModelNameMatch.Same;

        string fromModel = WithoutTag(from);
        string toModel = WithoutTag(to);
        if (fromModel == toModel) return ModelNameMatch.Tagged;
        // What was asked for by an alias that moves may be answered under the date that it stands for.
        string alias = fromModel.EndsWith("-latest", StringComparison.Ordinal) ? fromModel[..^"-latest".Length] : fromModel;
        if (alias.Length > 0 && toModel.StartsWith(alias, StringComparison.Ordinal) && IsSnapshot(toModel.AsSpan(alias.Length), alias != fromModel))
            return ModelNameMatch.Snapshot;
        return ModelNameMatch.Other;
    }

    /// <summary>The last part of a path or of a name with its vendor, in lower case.</summary>
    public static string Canonical(string name)
    {
        ReadOnlySpan<char> rest = name.AsSpan().Trim().TrimEnd("/\\");
        // A cache of Hugging Face keeps weights under the hash of a revision; the model's name stands further up.
        int cached = rest.LastIndexOf("models--");
        if (cached >= 0 && (cached == 0 || Separators.Contains(rest[cached - 1])))
        {
            rest = rest[(cached + "models--".Length)..];
            int end = rest.IndexOfAny(Separators);
            if (end >= 0) rest = rest[..end];
            rest = rest[(rest.LastIndexOf("--") is var dashes and >= 0 ? dashes + 2 : 0)..];
        }

        rest = rest[(rest.LastIndexOfAny(Separators) + 1)..];
        string bare = rest.ToString().ToLowerInvariant();
        string? file = Array.Find(WeightFiles, ending => bare.Length > ending.Length && bare.EndsWith(ending, StringComparison.Ordinal));
        return file is null ? bare : bare[..^file.Length];
    }

    private static string WithoutTag(string bare)
    {
        int colon = bare.LastIndexOf(':');
        return colon > 0 && Array.IndexOf(NeutralTags, bare[(colon + 1)..]) >= 0 ? bare[..colon] : bare;
    }

    /// <summary>Whether what follows a model's name is a date, a number of a version as Google counts them, or <c>-latest</c>.</summary>
    private static bool IsSnapshot(ReadOnlySpan<char> suffix, bool orNone)
    {
        if (suffix.IsEmpty) return orNone;
        if (suffix is "-latest") return true;
        if (suffix[0] is not ('-' or '@')) return false;
        ReadOnlySpan<char> stamp = suffix[1..];
        if (stamp is [_, _, _, _, '-', _, _, '-', _, _])
            return Number(stamp[..4]) is { } dashedYear && Number(stamp[5..7]) is { } dashedMonth && Number(stamp[8..]) is { } dashedDay && IsDate(dashedYear, dashedMonth, dashedDay);
        if (Number(stamp) is not { } number) return false;
        return stamp.Length switch
        {
            3 => number < 100,                                                              // -002
            4 => IsDate(2024, number / 100, number % 100) || IsDate(2000 + (number / 100), number % 100, 1), // -0613, or year and month as in -2411
            6 => IsDate(2000 + (number / 10_000), number / 100 % 100, number % 100),        // -250115
            8 => IsDate(number / 10_000, number / 100 % 100, number % 100),                 // -20241022
            _ => false,
        };
    }

    private static bool IsDate(int year, int month, int day) =>
        year is >= 2018 and < 2100 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);

    private static int? Number(ReadOnlySpan<char> digits)
    {
        if (digits.Length is 0 or > 8) return null;
        int number = 0;
        foreach (char c in digits)
        {
            if (!char.IsAsciiDigit(c)) return null;
            number = (number * 10) + (c - '0');
        }

        return number;
    }
}
