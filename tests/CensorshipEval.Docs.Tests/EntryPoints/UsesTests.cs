namespace CensorshipEval.Docs.Tests.EntryPoints;

public sealed class UsesTests
{
    [Fact]
    public void A_call_is_a_use() => UsesOf("new InMemoryRunStore();").Has(Made("CensorshipEval.Storage.InMemoryRunStore")).ShouldBeTrue();

    [Fact]
    public void A_copy_is_a_use() =>
        UsesOf("Console.WriteLine(CensorshipEval.Linting.LintOptions.BuiltIn with { Sources = 1 });").Has(Made("CensorshipEval.Linting.LintOptions")).ShouldBeTrue();

    [Fact]
    public void A_preset_that_is_read_does_not_make_the_type() =>
        UsesOf("Console.WriteLine(CensorshipEval.Linting.LintOptions.BuiltIn);").Has(Made("CensorshipEval.Linting.LintOptions")).ShouldBeFalse();

    [Fact]
    public void A_parameter_that_is_left_out_is_not_used()
    {
        Uses uses = UsesOf("new CensorshipEval.Detection.LanguageSwitch();");
        uses.Has(Made("CensorshipEval.Detection.LanguageSwitch")).ShouldBeTrue();
        uses.Has(Any("CensorshipEval.Detection.ILanguageIdentifier")).ShouldBeFalse();
    }

    [Fact]
    public void An_interface_that_is_implemented_is_used() =>
        UsesOf("new Own(); class Own : CensorshipEval.Detection.ILanguageIdentifier { public CensorshipEval.Detection.LanguageGuess Identify(ReadOnlySpan<char> text) => default; }")
            .Has(Any("CensorshipEval.Detection.ILanguageIdentifier")).ShouldBeTrue();

    [Fact]
    public void An_exception_that_is_caught_is_used() =>
        UsesOf("try { Console.WriteLine(); } catch (CensorshipEval.RunInUseException) { }").Has(Any("CensorshipEval.RunInUseException")).ShouldBeTrue();

    [Fact]
    public void A_constant_that_is_named_is_used() =>
        UsesOf("Console.WriteLine(CensorshipEval.ResponseSignals.Provider);").Has(Any("CensorshipEval.ResponseSignals")).ShouldBeTrue();

    private static EntryPoint Made(string type) => new(type, EntryPoint.Constructor);

    private static EntryPoint Any(string type) => new(type, Member: null);

    private static Uses UsesOf(string program)
    {
        var uses = new Uses();
        uses.Add(Snippets.Compile("using CensorshipEval.Storage; " + program, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        return uses;
    }
}
