//! Charts over the shipped fact base.

use crate::base::asked;

#[test]
fn every_question_has_the_chart_that_is_expected() {
    for asked in asked() {
        let form = asked.chart.as_ref().map_or("none".to_owned(), |c| format!("{:?}", c.panels[0].form));
        println!("{} {} {}", asked.form, form.to_lowercase(), asked.text);
    }
}
