using FluentValidation;

namespace CensorshipEval.Corpora;

internal sealed class SourceReferenceValidator : AbstractValidator<SourceReference>
{
    // Printing in Europe, and time enough for this package to be out of use.
    private const int FirstYear = 1450;
    private const int LastYear = 2100;

    public SourceReferenceValidator()
    {
        RuleFor(source => source.Id).ExpectKebabCase();
        RuleFor(source => source.Title).ExpectText();
        RuleFor(source => source.Publisher).ExpectText();
        RuleFor(source => source.Year).Expect(
            year => year is >= FirstYear and <= LastYear, year => $"{year}", $"the year of publication, {FirstYear} to {LastYear}");
    }
}
