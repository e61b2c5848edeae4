// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {BackstopEmitter} from "./base/BackstopEmitter.sol";
import {TimelockedGovernance} from "./TimelockedGovernance.sol";

/// @title Parameter controller
/// @notice Keeps the parameters of the other contracts within bounds and limits how far one change may move them. Its
/// owner is a {TimelockedGovernance}, so that each change states when it was proposed.
/// @dev Not protected: the owner may define a parameter anew and so pass by its bounds and steps, and may take several steps at
/// once. Contracts must ask for the values.
contract ParameterController is BackstopEmitter {
    error NotDefined(bytes32 market, bytes32 name);
    error OutOfBounds(int256 value, int256 lowest, int256 highest);
    error TooFar(int256 step, int256 maxStep);

    /// @notice A parameter and how it may change.
    struct Parameter {
        int256 value;
        int256 lowest;
        int256 highest;
        /// Most that one change moves it.
        int256 maxStep;
        bool isDefined;
    }

    mapping(bytes32 => mapping(bytes32 => Parameter)) private _parameters;

    constructor() BackstopEmitter("Parameter controller") {}

    /// @notice Defines a parameter, or its bounds anew.
    /// @param market Market that it concerns; zero for all.
    /// @param name At most 32 bytes of ASCII.
    function list(bytes32 market, bytes32 name, int256 value, int256 lowest, int256 highest, int256 maxStep)
        external
        onlyOwner
    {
        Parameter storage parameter = _parameters[market][name];
        _report(market, name, value, parameter.value);
        _parameters[market][name] = Parameter(value, lowest, highest, maxStep, true);
        _requireWithin(_parameters[market][name], value);
    }

    /// @notice Changes a parameter.
    function set(bytes32 market, bytes32 name, int256 value) external onlyOwner {
        Parameter storage parameter = _parameters[market][name];
        if (!parameter.isDefined) revert NotDefined(market, name);
        _requireWithin(parameter, value);
        int256 step = value > parameter.value ? value - parameter.value : parameter.value - value;
        if (step > parameter.maxStep) revert TooFar(step, parameter.maxStep);
        _report(market, name, value, parameter.value);
        parameter.value = value;
    }

    /// @notice Value of a parameter.
    function get(bytes32 market, bytes32 name) external view returns (int256) {
        Parameter storage parameter = _parameters[market][name];
        if (!parameter.isDefined) revert NotDefined(market, name);
        return parameter.value;
    }

    function _requireWithin(Parameter storage parameter, int256 value) private view {
        if (value < parameter.lowest || value > parameter.highest) {
            revert OutOfBounds(value, parameter.lowest, parameter.highest);
        }
    }

    function _report(bytes32 market, bytes32 name, int256 value, int256 previous) private {
        emit ParameterChanged(market, _text(name), value, previous, "", _proposedAt());
    }

    /// @dev Zero when the owner is no timelock and says so by reverting.
    function _proposedAt() private view returns (uint64) {
        if (owner().code.length == 0) return 0;
        try TimelockedGovernance(owner()).proposedAt() returns (uint64 time) {
            return time;
        } catch {
            return 0;
        }
    }

    function _text(bytes32 name) private pure returns (string memory) {
        uint256 length = 0;
        while (length < 32 && name[length] != 0) length++;
        bytes memory text = new bytes(length);
        for (uint256 at = 0; at < length; at++) text[at] = name[at];
        return string(text);
    }
}
