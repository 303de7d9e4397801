export { Fold } from "../../kit/Fold";
