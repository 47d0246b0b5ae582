namespace CensorshipEval.Analysis;

/// <summary>Comparisons over the cells of a run, and with those of another.</summary>
internal sealed class ComparisonAnalysis(CountedCells cells)
{
    public IReadOnlyList<Comparison> Compare(IReadOnlyList<DeclaredComparison> declared)
    {
        Contrast?[] found = [.. declared.AsParallel().AsOrdered().Select(Find)];
        HashSet<string> translated = [.. cells.All.Where(static cell => cell.Prompt.Translation is TranslationStatus.Machine).Select(static cell => cell.Prompt.Language.Value)];
        double[] pValues = [.. found.Select(static contrast => contrast?.PValue ?? 1)];
        double[] holm = HolmAdjustment.Of(pValues), rate = BenjaminiHochbergAdjustment.Of(pValues);
        return
        [
            .. declared.Select((comparison, i) => new Comparison
            {
                Declared = comparison, Found = found[i], IsOfHosts = IsOfHosts(comparison), HolmPValue = holm[i], FalseDiscoveryRate = rate[i],
                IsExploratory = comparison.Kind is ComparisonKind.Languages && (translated.Contains(comparison.Left) || translated.Contains(comparison.Right)),
            }),
        ];
    }

    public IReadOnlyList<RunChange> ChangesSince(CountedCells earlier, Quantity quantity)
    {
        Dictionary<int, int> numbers = NumbersIn(earlier, cells);
        (Target Now, Target Then, ComparedRoles Roles, Contrast? Found)[] all =
        [
            .. from now in TargetsOf(cells)
               join then in TargetsOf(earlier) on now.Id equals then.Id
               let sides = SameWords(now.Id, earlier)
               from roles in Enum.GetValues<ComparedRoles>()
               where roles is not (ComparedRoles.Analogue or ComparedRoles.Benign)
               select (now, then, roles, ContrastBetween(roles, quantity, new Side(cells, sides.Now), new Side(earlier, sides.Then, numbers))),
        ];
        (Target Now, Target Then, ComparedRoles Roles, Contrast Found)[] found = [.. all.Where(static one => one.Found is not null).Select(static one => (one.Now, one.Then, one.Roles, one.Found!))];
        double[] holm = HolmAdjustment.Of([.. found.Select(static one => one.Found.PValue ?? 1)]);
        return
        [
            .. found.Select((one, i) => new RunChange
            {
                TargetId = one.Now.Id, TargetDiffersIn = [.. DifferencesOf(one.Then, one.Now)], Roles = one.Roles, Found = one.Found, HolmPValue = holm[i],
            }),
        ];
    }

    private Contrast? Find(DeclaredComparison comparison)
    {
        bool Fits(PromptCounts cell) => comparison.Jurisdiction is not { } jurisdiction || cell.Prompt.Jurisdiction == jurisdiction;
        var quantity = new Quantity(comparison.Quantity);
        if (comparison.Kind is ComparisonKind.Targets) return ContrastBetween(comparison.Roles, quantity, OfTarget(comparison.Left), OfTarget(comparison.Right));
        PromptCounts[] own = [.. (comparison.Target is { } target ? cells.OfTarget(target) : cells.All).Where(Fits)];
        return ContrastBetween(comparison.Roles, quantity, InLanguage(comparison.Left), InLanguage(comparison.Right), byLanguage: false, byTarget: true);

        Side OfTarget(string id) => new(cells, [.. cells.OfTarget(id).Where(cell => Fits(cell) && (comparison.Language is not { } language || cell.Prompt.Language == language))]);
        Side InLanguage(string tag) => new(cells, LanguageTag.TryParse(tag, out LanguageTag language) ? [.. own.Where(cell => cell.Prompt.Language == language)] : []);
    }

    private static Contrast? ContrastBetween(ComparedRoles roles, Quantity quantity, Side left, Side right, bool byLanguage = true, bool byTarget = false)
    {
        return roles is ComparedRoles.Index
            ? ContrastBuilder.Of(
                quantity, Values(left, PromptRole.Sensitive), Values(left, PromptRole.Analogue), Values(right, PromptRole.Sensitive), Values(right, PromptRole.Analogue), left.Run.Options)
            : ContrastBuilder.Of(quantity, Values(left, RoleOf(roles)), Values(right, RoleOf(roles)), left.Run.Options);

        UnitValues Values(Side side, PromptRole? role)
        {
            var values = UnitValues.Of(
                side.Cells.Where(cell => (role is null || cell.Prompt.Role == role) && side.Run.IsFair(cell)), quantity, side.Run.Names, byLanguage, byTarget, byRole: role is null);
            return side.Numbers is { } numbers ? values.Renumbered(numbers) : values;
        }
    }

    // A prompt whose words have changed is another question.
    private (PromptCounts[] Now, PromptCounts[] Then) SameWords(string target, CountedCells earlier)
    {
        PromptCounts[] now = [.. cells.OfTarget(target)], then = [.. earlier.OfTarget(target)];
        HashSet<(string, UInt128)> both = [.. now.Select(Words)];
        both.IntersectWith(then.Select(Words));
        return ([.. now.Where(cell => both.Contains(Words(cell)))], [.. then.Where(cell => both.Contains(Words(cell)))]);

        static (string, UInt128) Words(PromptCounts cell) => (cell.Prompt.Id, cell.TextHash);
    }

    private static IEnumerable<string> DifferencesOf(Target then, Target now)
    {
        if (then.Model != now.Model) yield return "model";
        if (then.Endpoint != now.Endpoint) yield return "endpoint";
        if (then.SystemPrompt != now.SystemPrompt) yield return "system prompt";
        if (then.Sampling != now.Sampling) yield return "sampling";
    }

    private static PromptRole? RoleOf(ComparedRoles roles) => roles switch
    {
        ComparedRoles.Sensitive => PromptRole.Sensitive,
        ComparedRoles.Analogue => PromptRole.Analogue,
        ComparedRoles.Benign => PromptRole.Benign,
        _ => null,
    };

    // Families are numbered per run; those that the other run lacks get no number.
    internal static Dictionary<int, int> NumbersIn(CountedCells cells, CountedCells other)
    {
        Dictionary<string, int> numbers = other.Families.Index().ToDictionary(static family => family.Item, static family => family.Index, StringComparer.Ordinal);
        return cells.Families.Index().Where(family => numbers.ContainsKey(family.Item)).ToDictionary(static family => family.Index, family => numbers[family.Item]);
    }

    private bool IsOfHosts(DeclaredComparison comparison) =>
        comparison.Kind is ComparisonKind.Targets && cells.OfTarget(comparison.Left).FirstOrDefault() is { } left && cells.OfTarget(comparison.Right).FirstOrDefault() is { } right &&
        string.Equals(left.ModelName, right.ModelName, StringComparison.Ordinal);

    private static IEnumerable<Target> TargetsOf(CountedCells of) => of.All.Select(static cell => cell.Target).DistinctBy(static target => target.Id).OrderBy(static target => target.Id, StringComparer.Ordinal);

    /// <summary>One side of a comparison: cells of a run, and the numbers that their families have in the other run.</summary>
    private sealed record Side(CountedCells Run, IReadOnlyList<PromptCounts> Cells, IReadOnlyDictionary<int, int>? Numbers = null);
}
