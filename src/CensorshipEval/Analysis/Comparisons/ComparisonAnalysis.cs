namespace CensorshipEval.Analysis;

/// <summary>Comparisons over the cells of a run, and with those of another.</summary>
internal sealed class ComparisonAnalysis(CountedCells cells)
{
    public IReadOnlyList<Comparison> Compare(IReadOnlyList<DeclaredComparison> declared)
    {
        Contrast?[] found = [.. declared.AsParallel().AsOrdered().Select(Find)];
        double[] pValues = [.. found.Select(static contrast => contrast?.PValue ?? 1)];
        double[] holm = HolmAdjustment.Of(pValues), rate = BenjaminiHochbergAdjustment.Of(pValues);
        return
        [
            .. declared.Select((comparison, i) => new Comparison
            {
                Declared = comparison, Found = found[i], IsOfHosts = IsOfHosts(comparison), HolmPValue = holm[i], FalseDiscoveryRate = rate[i],
                IsExploratory = comparison.Kind is ComparisonKind.Languages && Array.Exists(cells.All, cell =>
                    cell.Prompt.Translation is TranslationStatus.Machine && (cell.Prompt.Language.Value == comparison.Left || cell.Prompt.Language.Value == comparison.Right)),
            }),
        ];
    }

    public IReadOnlyList<RunChange> ChangesSince(CountedCells earlier, Quantity quantity)
    {
        (string Target, ComparedRoles Roles, Contrast? Found)[] all =
        [
            .. from target in TargetsOf(cells)
               where TargetsOf(earlier).Any(other => other.Id == target.Id)
               from roles in Enum.GetValues<ComparedRoles>()
               where roles is not (ComparedRoles.Analogue or ComparedRoles.Benign)
               select (target.Id, roles, ContrastBetween(roles, quantity, cells, cell => cell.Target.Id == target.Id, earlier, cell => cell.Target.Id == target.Id)),
        ];
        (string Target, ComparedRoles Roles, Contrast Found)[] found = [.. all.Where(static one => one.Found is not null).Select(static one => (one.Target, one.Roles, one.Found!))];
        double[] holm = HolmAdjustment.Of([.. found.Select(static one => one.Found.PValue ?? 1)]);
        return [.. found.Select((one, i) => new RunChange { TargetId = one.Target, Roles = one.Roles, Found = one.Found, HolmPValue = holm[i] })];
    }

    private Contrast? Find(DeclaredComparison comparison)
    {
        bool Fits(PromptCounts cell) => comparison.Jurisdiction is not { } jurisdiction || cell.Prompt.Jurisdiction == jurisdiction;
        var quantity = new Quantity(comparison.Quantity);
        return comparison.Kind is ComparisonKind.Targets
            ? ContrastBetween(
                comparison.Roles, quantity, cells, cell => cell.Target.Id == comparison.Left && InLanguage(cell), cells, cell => cell.Target.Id == comparison.Right && InLanguage(cell))
            : ContrastBetween(
                comparison.Roles, quantity, cells, cell => cell.Prompt.Language.Value == comparison.Left && OfTarget(cell),
                cells, cell => cell.Prompt.Language.Value == comparison.Right && OfTarget(cell), byLanguage: false, byTarget: true);

        bool InLanguage(PromptCounts cell) => Fits(cell) && (comparison.Language is not { } language || cell.Prompt.Language == language);
        bool OfTarget(PromptCounts cell) => Fits(cell) && (comparison.Target is not { } target || cell.Target.Id == target);
    }

    private static Contrast? ContrastBetween(
        ComparedRoles roles, Quantity quantity, CountedCells left, Func<PromptCounts, bool> ofLeft, CountedCells right, Func<PromptCounts, bool> ofRight,
        bool byLanguage = true, bool byTarget = false)
    {
        Dictionary<int, int>? renumber = ReferenceEquals(left, right) ? null : NumbersIn(right, left);
        return roles is ComparedRoles.Index
            ? ContrastBuilder.Of(
                quantity, Side(left, ofLeft, PromptRole.Sensitive), Side(left, ofLeft, PromptRole.Analogue),
                Side(right, ofRight, PromptRole.Sensitive), Side(right, ofRight, PromptRole.Analogue), left.Options)
            : ContrastBuilder.Of(quantity, Side(left, ofLeft, RoleOf(roles)), Side(right, ofRight, RoleOf(roles)), left.Options);

        UnitValues Side(CountedCells of, Func<PromptCounts, bool> fits, PromptRole? role)
        {
            var values = UnitValues.Of(
                of.All.Where(cell => fits(cell) && (role is null || cell.Prompt.Role == role) && of.IsFair(cell)),
                quantity, of.Names, byLanguage, byTarget, byRole: role is null);
            return renumber is not null && ReferenceEquals(of, right) ? values.Renumbered(renumber) : values;
        }
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
        comparison.Kind is ComparisonKind.Targets && TargetsOf(cells).FirstOrDefault(target => target.Id == comparison.Left) is { } left &&
        TargetsOf(cells).FirstOrDefault(target => target.Id == comparison.Right) is { } right &&
        string.Equals(ModelName.Canonical(left.Model), ModelName.Canonical(right.Model), StringComparison.Ordinal);

    private static IEnumerable<Target> TargetsOf(CountedCells of) => of.All.Select(static cell => cell.Target).DistinctBy(static target => target.Id).OrderBy(static target => target.Id, StringComparer.Ordinal);
}
