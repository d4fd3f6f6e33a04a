from whoholds.ground import errors


def test_each_class_of_error_has_its_own_exit_code_and_a_narrower_one_that_of_its_parent():
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    family = [kind for kind in kinds if issubclass(kind, errors.WhoholdsError)]
    narrower = {errors.CRSError: errors.GeometryError, errors.TooFarApartError: errors.InputError}
    codes = {kind.__name__: kind.exit_code for kind in family if kind not in narrower}
    assert len(set(codes.values())) == len(codes)
    for kind, parent in narrower.items():
        assert issubclass(kind, parent)
        assert kind.exit_code == parent.exit_code
    assert all(0 < code < 64 and code != 2 for code in codes.values()), "2 is a usage error"


def test_the_text_has_a_line_for_each_filled_field():
    error = errors.InputError.of("no_file", "here")
    remedy = "check the name and the folder"
    assert str(error).splitlines() == [
        "the file does not exist",
        "  where:    here",
        f"  remedy:   {remedy}",
    ]
    assert error.details() == {"where": "here", "remedy": remedy}
